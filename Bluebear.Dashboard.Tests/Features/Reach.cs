using Bluebear.Dashboard.Features;
using Microsoft.Extensions.Options;

namespace Bluebear.Dashboard.Tests.Features;

/// <summary>Whom alerts reach, for services that a test makes itself.</summary>
internal static class Reach
{
    /// <summary>Without e-mail.</summary>
    public static AlertReach Unset { get; } = new(Options.Create(new SmtpOptions()));

    /// <summary>With e-mail.</summary>
    public static AlertReach ByMail { get; } = new(Options.Create(new SmtpOptions { Host = "mail.example" }));
}
