using System.Globalization;

namespace Bluebear.Dashboard.Features.Denials;

/// <summary>Which denied requests are shown, as the page's URL has it. What cannot be read counts as not given.</summary>
public sealed record DenialQuery
{
    /// <summary>The account that blocked or that the request named; null for all.</summary>
    public AccountId? Account { get; init; }

    /// <summary>Only of the last days; null for all that are kept.</summary>
    public int? Days { get; init; }

    /// <summary>A part of the user, the model, the consumer group or who asked; empty for all.</summary>
    public string Search { get; init; } = "";

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>True if it leaves something out.</summary>
    public bool IsFiltered => this with { Page = 1 } != new DenialQuery();

    /// <summary>Reads the URL's parts.</summary>
    public static DenialQuery Parse(string? account, string? days, string? search, int? page) => new()
    {
        Account = PublicId.TryParse(PublicId.Account, account ?? "", out var id) ? new AccountId(id) : null,
        Days = days switch { "1" => 1, "7" => 7, _ => null },
        Search = (search ?? "").Trim(),
        Page = Math.Max(1, page ?? 1),
    };

    /// <summary>The URL.</summary>
    public string ToUrl()
    {
        (string Name, string Value)[] parts =
        [
            ("account", Account is { } account ? PublicId.Format(PublicId.Account, account.Value) : ""),
            ("days", Days?.ToString(CultureInfo.InvariantCulture) ?? ""), ("q", Search), ("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : ""),
        ];
        var named = parts.Where(part => part.Value.Length > 0).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}").ToList();
        return named.Count == 0 ? DashboardUrls.Denials : $"{DashboardUrls.Denials}?{string.Join('&', named)}";
    }
}
