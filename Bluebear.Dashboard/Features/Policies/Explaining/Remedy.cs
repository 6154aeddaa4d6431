namespace Bluebear.Dashboard.Features.Policies.Explaining;

/// <summary>What a person can do at once about an answer to "who pays?".</summary>
internal enum RemedyKind
{
    /// <summary>Nothing by a button: the request itself would have to change.</summary>
    None,

    /// <summary>Move credits to an account.</summary>
    Allocate,

    /// <summary>Record a purchase: the Primary Workspace lacks credits.</summary>
    Purchase,

    /// <summary>Give an account a rule of its own.</summary>
    FallThrough,

    /// <summary>Edit the rules for all.</summary>
    Rules,
}

/// <summary>Something that would change the answer.</summary>
/// <param name="Text">In a sentence.</param>
/// <param name="Kind">What a button can do about it.</param>
/// <param name="Account">The account that it concerns, or null.</param>
/// <param name="Amount">The credits that it takes; zero for none.</param>
internal sealed record Remedy(string Text, RemedyKind Kind = RemedyKind.None, ExplainedStep? Account = null, Credits Amount = default);
