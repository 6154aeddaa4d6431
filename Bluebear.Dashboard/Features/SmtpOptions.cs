using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Hosting.Settings;
using MimeKit;

namespace Bluebear.Dashboard.Features;

/// <summary>Section <c>Smtp</c>: the server that sends e-mail.</summary>
public sealed class SmtpOptions : ICheckedSettings
{
    /// <summary>The server's name or address. Empty (the default): no e-mail is sent.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>The sender of all mails, with or without a name.</summary>
    public string From { get; set; } = "Bluebear <bluebear@localhost>";

    /// <summary>The user name; empty for none.</summary>
    public string User { get; set; } = "";

    /// <summary>The password.</summary>
    public string Password { get; set; } = "";

    /// <summary>How the connection is protected.</summary>
    public SmtpTls Tls { get; set; } = SmtpTls.StartTls;

    /// <summary>True if e-mail is sent.</summary>
    internal bool IsSet => Host.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<SettingProblem> Problems(IConfiguration configuration, IHostEnvironment environment)
    {
        if (!MailboxAddress.TryParse(From, out _))
        {
            yield return new("Smtp:From", $"is not an email address: {From}");
        }
    }
}

/// <summary>How a connection to the mail server is protected. A closed set.</summary>
public enum SmtpTls
{
    /// <summary>It begins plain and is then encrypted; a server that cannot is not used.</summary>
    StartTls,

    /// <summary>It is not.</summary>
    None,
}
