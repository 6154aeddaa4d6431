using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Spending;

/// <summary>
/// Requests that were denied alike: the same facts for the same reason, at most an hour apart. Figures are those of the last one.
/// </summary>
public sealed class DenialRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>Equal for requests that are counted together.</summary>
    public required string Digest { get; set; }

    public DenialReason Reason { get; set; }

    /// <summary>The account that blocked, or the last one tried; null if no account was on the path.</summary>
    public long? AccountId { get; set; }

    public long? WorkspaceId { get; set; }

    public long? TeamId { get; set; }

    /// <summary>Another account that the request named.</summary>
    public long? NamedId { get; set; }

    public string? User { get; set; }

    public string? Model { get; set; }

    public string? ConsumerGroup { get; set; }

    public bool IsPersonal { get; set; }

    public long InputTokens { get; set; }

    public long CachedInputTokens { get; set; }

    public long OutputTokens { get; set; }

    public long AmountMicroCredits { get; set; }

    /// <summary>True if the price list gave the amount, false if the request named it.</summary>
    public bool IsPriced { get; set; }

    /// <summary>What the account lacked.</summary>
    public long ShortfallMicroCredits { get; set; }

    /// <summary>The key or person that asked, in words.</summary>
    public required string AskedBy { get; set; }

    public DateTimeOffset FirstAt { get; set; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>How many requests.</summary>
    public long Times { get; set; }
}
