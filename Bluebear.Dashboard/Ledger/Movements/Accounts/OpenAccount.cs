using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Accounts;

/// <summary>Opens an account, with a first allocation from the Primary Workspace if one is named, in one commit.</summary>
/// <param name="Kind">Any well-formed kind except <c>tenant</c>, see <see cref="AccountKinds"/>.</param>
/// <param name="Name">1-100 characters, unique among the active accounts of the kind, ignoring letter case.</param>
/// <param name="Ref">The tenant's own reference, see <see cref="AccountRefs"/>, unique among active accounts, or null.</param>
/// <param name="Parent">The account above it, or null.</param>
/// <param name="FirstAllocation">Above zero, or null for none.</param>
/// <remarks>
/// Refuses with <see cref="RefusalReason.InvalidText"/>, <see cref="RefusalReason.AlreadyExists"/>, <see
/// cref="RefusalReason.AccountNotFound"/> and <see cref="RefusalReason.AccountDeleted"/> (parent), and refuses the allocation
/// like <see cref="MoveCredits"/>. Reads names from the database, so the batch's earlier changes must be written first.
/// </remarks>
public sealed record OpenAccount(
    string Kind, string Name, string? Ref = null, NamedAccount? Parent = null, Credits? FirstAllocation = null) : Movement, IReadsWritten
{
    /// <summary>
    /// A budget to plan for the account in the same commit, or null; its account is ignored. Refuses like <see cref="PlanBudget"/>, with
    /// the field as <c>budget.amount</c>.
    /// </summary>
    public PlanBudget? Budget { get; init; }

    /// <summary>
    /// True if the request itself says which budget, or that there is none: then it is part of the request's fingerprint. False if a rule
    /// adds it, which may have changed by the time the request is repeated.
    /// </summary>
    public bool NamesBudget { get; init; }

    internal override string Code => "account.open";

    /// <inheritdoc/>
    internal override Refusal? FindTooLarge() => TooLarge(FirstAllocation) ?? OfBudget(Budget?.FindTooLarge());

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => FirstAllocation is not null || Budget is not null;

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Kind);
        writer.Add(Name);
        writer.Add(Ref);
        writer.Add(Parent);
        writer.Add(FirstAllocation);
        if (NamesBudget)
        {
            writer.Add(Budget is null ? 0L : 1L);
            Budget?.Describe(writer);
        }
    }

    internal override Refusal? Decide(Draft draft)
    {
        if (!AccountKinds.IsWellFormed(Kind) || Kind == AccountKinds.Tenant)
        {
            return new(RefusalReason.InvalidText, Field: "kind");
        }

        var refusal = (FirstAllocation is null ? null : OwnReason.CheckNote(draft))
            ?? AccountChecks.CheckName(draft, Kind, Name, null)
            ?? AccountChecks.CheckRef(draft, Ref, null)
            ?? AccountChecks.CheckParent(draft, Parent?.Id, null);
        return refusal ?? Open(draft);
    }

    internal override AccountId? ResultAccount(Transfer first) => first.To;

    private Refusal? Open(Draft draft)
    {
        var head = draft.Head with { Accounts = draft.Head.Accounts + 1 };
        draft.Book.Set(head);
        var account = new Account
        {
            Id = new(TenantScopedId.Compose(draft.Tenant, head.Accounts)),
            Kind = Kind,
            Name = Name.Trim(),
            Ref = Ref?.Trim(),
            Parent = Parent?.Id,
            CreatedAt = draft.Now,
        };
        draft.Book.Set(account);
        draft.ResultAccount = account.Id;
        var refusal = FirstAllocation is { } amount
            ? new MoveCredits(head.Primary, account.Id, amount).Decide(draft, new AllocationTerms(OwnReason.FirstAllocation))
            : null;
        return refusal ?? (Budget is { } plan ? OfBudget((plan with { Account = account.Id }).DecideWithin(draft)) : null);
    }

    private static Refusal? OfBudget(Refusal? refusal) => refusal is null ? null : refusal with { Field = "budget." + refusal.Field };
}

/// <summary>
/// Marks a movement that queries the database for sets of rows. The batch's earlier changes must be written first.
/// </summary>
internal interface IReadsWritten;
