using System.Security.Cryptography;
using System.Text.Json;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Denials of a tenant that wait to be written, equal ones together.</summary>
public sealed class GatheredDenials
{
    internal Dictionary<DeniedFacts, Denied> ByFacts { get; } = [];

    internal void Add(DeniedFacts facts, Denied denial)
    {
        var key = ByFacts.ContainsKey(facts) || ByFacts.Count < DenialNotes.MostWaiting ? facts : facts.WithoutFacts();
        ByFacts[key] = ByFacts.TryGetValue(key, out var known) ? known.With(denial) : denial;
    }
}

/// <summary>What equal denials have in common.</summary>
internal sealed record DeniedFacts(
    DenialReason Reason, long? Account, long? Workspace, long? Team, long? Named, string? User, string? Model, string? ConsumerGroup,
    bool IsPersonal, bool IsPriced, string AskedBy)
{
    public static DeniedFacts Of(UsageFacts facts, string actor, Refusal refusal, bool isPriced) => new(
        refusal.Reason == RefusalReason.CreditsExhausted ? DenialReason.CreditsExhausted : DenialReason.PersonalUse,
        refusal.Path?.Limiting?.Value ?? refusal.Account?.Value, facts.Workspace?.Id.Value, facts.Team?.Id.Value, facts.Account?.Id.Value,
        facts.User, facts.Model, facts.ConsumerGroup, facts.IsPersonal, isPriced, actor);

    /// <summary>The same account and reason without who asked and for what.</summary>
    public DeniedFacts WithoutFacts() => new(Reason, Account, null, null, null, null, null, null, false, false, "several callers");

    public string Digest() => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)).AsSpan(0, Hash128.Size));

    public DenialRow ToRow(TenantId tenant, long id, string digest, DateTimeOffset firstAt) => new()
    {
        Id = id,
        TenantId = tenant.Value,
        Digest = digest,
        Reason = Reason,
        AccountId = Account,
        WorkspaceId = Workspace,
        TeamId = Team,
        NamedId = Named,
        User = User,
        Model = Model,
        ConsumerGroup = ConsumerGroup,
        IsPersonal = IsPersonal,
        IsPriced = IsPriced,
        AskedBy = AskedBy,
        FirstAt = firstAt,
    };
}

/// <summary>How often, when, and the figures of the last one.</summary>
internal sealed record Denied(DateTimeOffset First, DateTimeOffset Last, long Times, Credits Amount, Credits Shortfall, TokenCounts Tokens)
{
    public Denied With(Denied later) => later with { First = First, Times = Times + later.Times };

    public void AddTo(DenialRow row)
    {
        // Never before the first one, also if the clock was set back.
        row.LastAt = Last < row.FirstAt ? row.FirstAt : Last;
        row.Times += Times;
        (row.AmountMicroCredits, row.ShortfallMicroCredits) = (Amount.MicroCredits, Shortfall.MicroCredits);
        (row.InputTokens, row.CachedInputTokens, row.OutputTokens) = (Tokens.Input, Tokens.CachedInput, Tokens.Output);
    }
}
