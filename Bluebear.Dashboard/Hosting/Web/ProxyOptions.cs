using System.Net;
using Bluebear.Dashboard.Hosting.Settings;

namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>Section <c>Proxies</c>: the proxies in front of the server.</summary>
public sealed class ProxyOptions : ICheckedSettings
{
    /// <summary>
    /// Addresses (10.0.0.5) and networks (10.0.0.0/8), separated by commas, whose X-Forwarded-For, -Proto and -Host are trusted.
    /// Empty (the default): none.
    /// </summary>
    public string Trusted { get; set; } = "";

    /// <summary>The networks of <see cref="Trusted"/>; a single address is a network of its own.</summary>
    internal IEnumerable<IPNetwork> Networks => Parts.Select(part => Parse(part)!.Value);

    private string[] Parts => Trusted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <inheritdoc/>
    public IEnumerable<SettingProblem> Problems(IConfiguration configuration, IHostEnvironment environment) =>
        Parts.Where(part => Parse(part) is null)
            .Select(part => new SettingProblem("Proxies:Trusted", $"must list addresses or networks: \"{part}\""));

    private static IPNetwork? Parse(string part) =>
        IPNetwork.TryParse(part, out var network) ? network
        : IPAddress.TryParse(part, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
