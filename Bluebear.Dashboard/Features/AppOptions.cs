using Bluebear.Dashboard.Hosting.Settings;

namespace Bluebear.Dashboard.Features;

/// <summary>Section <c>App</c>: how people reach the application.</summary>
public sealed class AppOptions : ICheckedSettings
{
    /// <summary>
    /// The address under which people open the application (https://bluebear.example.com), for the links in mails and messages. Empty
    /// (the default): the address that the server listens on.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<SettingProblem> Problems(IConfiguration configuration, IHostEnvironment environment)
    {
        if (PublicUrl.Length > 0 && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0))
        {
            yield return new("App:PublicUrl", $"is not an address such as https://bluebear.example.com: {PublicUrl}");
        }
    }
}
