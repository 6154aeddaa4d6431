namespace Bluebear.Dashboard.Ui.Shell;

/// <summary>Tells the frame around every page who is looking at what.</summary>
public interface IShell
{
    /// <summary>Raised, on any thread, when <see cref="LoadAsync"/> would answer otherwise than before.</summary>
    event Action? Changed;

    /// <summary>The frame's contents for whoever is signed in; <see cref="ShellView.SignedOut"/> for nobody.</summary>
    ValueTask<ShellView> LoadAsync(CancellationToken cancellationToken);
}

/// <summary>What the frame shows.</summary>
/// <param name="TenantName">The company's name.</param>
/// <param name="CreditMode">The credit mode in words ("Shared Pool").</param>
/// <param name="PersonName">Name or e-mail address of the person.</param>
/// <param name="Role">The person's role as <see cref="NavigationList"/> knows it ("FinanceAdmin").</param>
/// <param name="TimeZone">The tenant's time zone; every instant is shown in it.</param>
/// <param name="Notice">What a person should know about every figure that they see, or null.</param>
public sealed record ShellView(
    string TenantName, string CreditMode, string PersonName, string Role, TimeZoneInfo TimeZone, string? Notice = null)
{
    /// <summary>The frame before anybody signed in.</summary>
    public static ShellView SignedOut { get; } = new("", "", "", "", TimeZoneInfo.Utc);

    /// <summary>True when somebody is signed in.</summary>
    public bool IsSignedIn => PersonName.Length > 0;
}
