namespace Bluebear.Dashboard.Ui.Shell;

/// <summary>Finds what the signed-in person may open, for the search in the frame around every page.</summary>
public interface ISearch
{
    /// <summary>What a text may mean, the likeliest first; for an empty text the pages and actions.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="cancellation">Stops.</param>
    Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken cancellation);
}

/// <summary>Something to open.</summary>
/// <param name="Text">Its name, or what it does.</param>
/// <param name="Kind">What it is, in a word or two.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Icon">A name of <see cref="Controls.Icon"/>.</param>
public sealed record SearchHit(string Text, string Kind, string Href, string Icon);

/// <summary>Finds nothing: no one is signed in.</summary>
public sealed class SignedOutSearch : ISearch
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<SearchHit>>([]);
}
