using System.Globalization;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.History;

/// <summary>A row of the ledger page. A closed set: a transfer, a commit of several, or a run of usage.</summary>
/// <param name="At">When it, or the last of what it stands for, was recorded.</param>
public abstract record LedgerItem(DateTimeOffset At);

/// <summary>One transfer.</summary>
/// <param name="Line">The transfer.</param>
public sealed record LineItem(TransferLine Line) : LedgerItem(Line.RecordedAt);

/// <summary>The transfers of one commit.</summary>
/// <param name="Group">What they are together.</param>
/// <param name="Line">One of them: who, when and why are the same for all.</param>
/// <param name="Members">Its transfers where they are asked for, at most <see cref="LedgerFolding.MostMembers"/>; else null.</param>
public sealed record GroupItem(TransferGroup Group, TransferLine Line, IReadOnlyList<TransferLine>? Members) : LedgerItem(Line.RecordedAt);

/// <summary>Usage that was recorded between two other transfers.</summary>
/// <param name="Last">The last transfer of the run.</param>
/// <param name="From">When the first of them was recorded.</param>
/// <param name="At">When the last of them was recorded.</param>
/// <param name="Count">How many transfers there are.</param>
/// <param name="IsMore">True where there are more than were counted.</param>
/// <param name="Spent">What was settled less what was refunded; null where there are too many to add up for a page.</param>
public sealed record RunItem(TransferId Last, DateTimeOffset From, DateTimeOffset At, long Count, bool IsMore, Credits? Spent) : LedgerItem(At)
{
    /// <summary>"1,204 usage transfers".</summary>
    public string Title => (IsMore ? "More than " : "") + string.Create(CultureInfo.InvariantCulture, $"{Count:N0} usage transfers");
}

/// <summary>A page of the ledger as it is shown, newest first.</summary>
/// <param name="Items">Its rows.</param>
/// <param name="Older">The next page holds what was written before this one; null where nothing was.</param>
/// <param name="Newer">The page before holds what was written after this one; null where nothing was.</param>
public sealed record LedgerList(IReadOnlyList<LedgerItem> Items, TransferId? Older, TransferId? Newer)
{
    /// <summary>Nothing.</summary>
    public static LedgerList Empty { get; } = new([], null, null);
}

/// <summary>How much a filter lets through.</summary>
/// <param name="Count">How many transfers.</param>
/// <param name="IsMore">True where there are more than were counted.</param>
/// <param name="Amount">What they move together, where they are all of one type and all counted; else null.</param>
public sealed record LedgerTotal(long Count, bool IsMore, Credits? Amount)
{
    /// <summary>"38 transfers · 14,256.68 cr".</summary>
    public string Title => (IsMore ? "More than " : "") + (Count == 1 ? "1 transfer" : string.Create(CultureInfo.InvariantCulture, $"{Count:N0} transfers"))
        + (Amount is { } amount ? $" · {CreditFormat.Fixed(amount)} cr" : "");
}
