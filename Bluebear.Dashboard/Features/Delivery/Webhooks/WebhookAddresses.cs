using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Microsoft.Security.AntiSSRF;

namespace Bluebear.Dashboard.Features.Delivery.Webhooks;

/// <summary>Finds the addresses of a host name.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellation);

/// <summary>Which addresses endpoints may have: https, and where they lead to is public.</summary>
/// <remarks>
/// A name can lead elsewhere later. So this check tells early what is wrong, and <see cref="WebhookClient"/> checks again where it
/// connects.
/// </remarks>
internal sealed class WebhookAddresses(IOptions<WebhookOptions> options, ResolveHost resolve)
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxLength = 2_000;

    /// <summary>Networks beyond the library's list: IPv4 addresses written inside IPv6 ones.</summary>
    internal static readonly string[] FurtherDenied = ["::/96"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly IPNetwork[] Denied = [.. IPAddressRanges.recommendedLatest.Concat(FurtherDenied).Select(static text => IPNetwork.Parse(text))];

    /// <summary>What is wrong with an address, in a sentence; null if it may be used.</summary>
    public async Task<string?> ProblemAsync(string text, CancellationToken cancellation)
    {
        var isOpen = options.Value.AllowPrivateAddresses;
        if (text.Length > MaxLength || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic
            || !(url.Scheme == Uri.UriSchemeHttps || (isOpen && url.Scheme == Uri.UriSchemeHttp)))
        {
            return $"This must be an {(isOpen ? "http or https" : "https")} address such as https://example.com/hooks, of at most {MaxLength} characters.";
        }

        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            return "This must have neither a user name nor a part after #.";
        }

        return isOpen || await IsPublicAsync(url.IdnHost, cancellation) ? null
            : "This leads to this machine or to a private network. Webhooks go to public addresses only.";
    }

    /// <summary>True if an address is public.</summary>
    internal static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Denied.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    // A name that leads nowhere now is taken: it is checked again when something is sent.
    private async Task<bool> IsPublicAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return IsPublic(address);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return (await resolve(host, patience.Token)).All(IsPublic);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return !IsLocalName(host);
        }
    }

    private static bool IsLocalName(string host) =>
        host.TrimEnd('.') is var name && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || !name.Contains('.', StringComparison.Ordinal));
}
