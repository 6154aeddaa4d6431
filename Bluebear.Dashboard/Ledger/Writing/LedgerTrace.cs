using System.Diagnostics;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Writing;

/// <summary>
/// The ledger's part of a trace: a posting from its call to its answer, and in it the commit that made it durable.
/// </summary>
/// <remarks>Costs nothing if nothing listens to <see cref="SourceName"/>. Contains no company, account or person.</remarks>
internal static class LedgerTrace
{
    /// <summary>The name of the source to listen to.</summary>
    public const string SourceName = "Bluebear.Ledger";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The caller's part, below its request; null if the request is not traced.</summary>
    public static Activity? StartPosting(Posting posting) =>
        Source.StartActivity("ledger.post")?.SetTag("bluebear.movement", posting.Movement.Code);

    /// <summary>The writer's part, below the posting's; null if that is not traced.</summary>
    public static Activity? StartCommit(ActivityContext posting)
    {
        if (posting == default)
        {
            return null;
        }

        var commit = Source.StartActivity("ledger.commit", ActivityKind.Internal, posting);
        // The postings of one commit are siblings in the trace.
        Activity.Current = null;
        return commit;
    }
}
