namespace Bluebear.Dashboard.Ui.Shell;

/// <summary>Tells the frame around every page who is signed in.</summary>
public interface IShell
{
    /// <summary>Raised on any thread when <see cref="LoadAsync"/> would return something else.</summary>
    event Action? Changed;

    /// <summary>The frame's content for the signed-in person; <see cref="ShellView.SignedOut"/> if there is none.</summary>
    ValueTask<ShellView> LoadAsync(CancellationToken cancellationToken);
}

/// <summary>The content of the frame.</summary>
/// <param name="TenantName">The company's name.</param>
/// <param name="CreditMode">The credit mode in words ("Shared Pool").</param>
/// <param name="PersonName">The person's name or e-mail address.</param>
/// <param name="Role">The person's role by its name in <see cref="NavigationList"/> ("FinanceAdmin").</param>
/// <param name="TimeZone">The tenant's time zone, in which every instant is shown.</param>
/// <param name="Notice">A notice that concerns every figure, or null.</param>
public sealed record ShellView(
    string TenantName, string CreditMode, string PersonName, string Role, TimeZoneInfo TimeZone, string? Notice = null)
{
    /// <summary>The number of alerts that ask for the person's attention.</summary>
    public int OpenAlerts { get; init; }

    /// <summary>Alerts that were raised since the frame was loaded before, each in one line that names the account.</summary>
    public IReadOnlyList<RaisedAlert> Raised { get; init; } = [];

    /// <summary>The frame before sign-in.</summary>
    public static ShellView SignedOut { get; } = new("", "", "", "", TimeZoneInfo.Utc);

    /// <summary>True if a person is signed in.</summary>
    public bool IsSignedIn => PersonName.Length > 0;
}

/// <summary>An alert that was just raised.</summary>
/// <param name="Account">The account, or whom else it concerns.</param>
/// <param name="Message">What it says.</param>
/// <param name="Href">Its page.</param>
public sealed record RaisedAlert(string Account, string Message, string Href);
