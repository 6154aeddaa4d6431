namespace Bluebear.Dashboard.Ui.Shell;

/// <summary>The shell of a host without sign-in.</summary>
public sealed class SignedOutShell : IShell
{
    /// <inheritdoc/>
    public event Action? Changed
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public ValueTask<ShellView> LoadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(ShellView.SignedOut);
}
