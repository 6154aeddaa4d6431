using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Tests.Scheduling;

/// <summary>Another kind of work under its own name, which tells each item that it has done.</summary>
internal sealed class ToldWork(IDueWork work, Action<string> tell) : IDueWork
{
    public string Name => work.Name;

    public TimeSpan Interval => work.Interval;

    public DueBounds Bounds => work.Bounds;

    public bool IsOfThisProcess { get; init; }

    public Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation) => work.FindAsync(search, cancellation);

    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        var hasDone = await work.DoAsync(item, term, cancellation);
        tell($"done {work.Name}");
        return hasDone;
    }
}
