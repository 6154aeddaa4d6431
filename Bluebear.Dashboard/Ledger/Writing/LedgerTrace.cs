using System.Diagnostics;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Writing;

/// <summary>The ledger's part of a trace: a posting from its call to its answer, and in it the commit that made it durable.</summary>
/// <remarks>Costs nothing where nothing listens to <see cref="SourceName"/>, and names no company, account or person.</remarks>
internal static class LedgerTrace
{
    /// <summary>What a listener asks for.</summary>
    public const string SourceName = "Bluebear.Ledger";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The caller's part, under the request that it belongs to; null where it is not traced.</summary>
    public static Activity? StartPosting(Posting posting) =>
        Source.StartActivity("ledger.post")?.SetTag("bluebear.movement", posting.Movement.Code);

    /// <summary>The writer's part, under the posting's; null where that is not traced.</summary>
    public static Activity? StartCommit(ActivityContext posting)
    {
        if (posting == default)
        {
            return null;
        }

        var commit = Source.StartActivity("ledger.commit", ActivityKind.Internal, posting);
        // The postings of one commit stand beside each other, not one under the other.
        Activity.Current = null;
        return commit;
    }
}
