using Bluebear.Dashboard.Data.Model.Spending;

namespace Bluebear.Dashboard.Features.Denials;

/// <summary>The words for denied requests. Pure.</summary>
internal static class DenialWords
{
    /// <summary>Why it was denied, in a sentence.</summary>
    public static string Why(Denial denial) => denial switch
    {
        { Reason: DenialReason.PersonalUse } => "Personal use is not allowed.",
        { Limiting: { } limiting, Shortfall.IsPositive: true } => $"{limiting.Title} lacks {denial.Shortfall.ToDisplay()} cr.",
        { Limiting: { } limiting } => $"{limiting.Title} cannot pay.",
        _ => "No account is on its path.",
    };

    /// <summary>What the request named: the workspace, the team or the account, and the consumer group.</summary>
    public static IEnumerable<string> Beside(Denial denial)
    {
        if (denial.ConsumerGroup is { } group)
        {
            yield return $"group {group}";
        }

        if (denial.IsPersonal)
        {
            yield return "personal use";
        }
    }

    /// <summary>"1 request", "1,204 requests".</summary>
    public static string Count(long times) => times == 1 ? "1 request" : $"{times:#,##0} requests";

    /// <summary>The question that asks who would pay for it now.</summary>
    public static WhoPaysQuery Question(Denial denial) => new()
    {
        Workspace = IdOf(denial.Workspace),
        Team = IdOf(denial.Team),
        Account = IdOf(denial.Named),
        User = denial.User ?? "",
        Group = denial.ConsumerGroup ?? "",
        IsPersonal = denial.IsPersonal,
        Model = denial.Model ?? "",
        InputTokens = denial.Tokens.Input,
        OutputTokens = denial.Model is null ? null : denial.Tokens.Output,
        // What the list prices is priced by today's list.
        Amount = denial.IsPriced ? null : denial.Amount,
    };

    private static string IdOf(DeniedAt? account) => account is { } one ? PublicId.Format(PublicId.Account, one.Id.Value) : "";
}
