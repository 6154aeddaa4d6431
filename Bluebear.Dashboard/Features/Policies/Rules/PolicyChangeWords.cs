namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>The changes of an import, one on each line, for the command line.</summary>
public static class PolicyChangeWords
{
    /// <summary>
    /// The lines: the numbers of changed groups, each group's change, and the accounts that now block or no longer block.
    /// </summary>
    public static IEnumerable<string> Of(PolicyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var (mapped, ended) = (outcome.Groups.Count(static change => change.Before is null), outcome.Groups.Count(static change => change.After is null));
        yield return $"new {mapped}";
        yield return $"changed {outcome.Groups.Count - mapped - ended}";
        yield return $"removed {ended}";
        yield return $"unchanged {outcome.Whole!.Groups.Count - (outcome.Groups.Count - ended)}";
        foreach (var change in outcome.Groups)
        {
            yield return $"{change.Id}: {TeamOf(change.Before)} -> {TeamOf(change.After)}";
        }

        if (outcome.Before!.WalletEnforcement != outcome.Whole.Rules.WalletEnforcement)
        {
            yield return $"wallet_enforcement: {Of(outcome.Before.WalletEnforcement)} -> {Of(outcome.Whole.Rules.WalletEnforcement)}";
        }

        foreach (var account in outcome.NowBlock)
        {
            yield return $"{account.Kind} {account.Name}: now blocks when its credits are used up";
        }

        foreach (var account in outcome.NowFallThrough)
        {
            yield return $"{account.Kind} {account.Name}: no longer blocks when its credits are used up";
        }
    }

    private static string TeamOf(MappedGroup? group) => group?.TeamText ?? "none";

    private static string Of(bool value) => value ? "true" : "false";
}
