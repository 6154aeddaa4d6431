namespace Bluebear.Dashboard.Live;

/// <summary>News that requests were denied, after they are stored.</summary>
/// <param name="Times">How many.</param>
public sealed record DenialNews(long Times);

/// <summary>Tells open pages of denied requests. Singleton; safe for many threads.</summary>
public sealed class DenialFeed(ILogger<DenialFeed> logger) : NewsFeed<DenialNews>(logger);
