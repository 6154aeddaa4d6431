using System.ComponentModel.DataAnnotations;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Section <c>SignIn</c>: how much one address or one person may ask of the server.</summary>
public sealed class SignInLimitOptions
{
    /// <summary>Wrong sign-ins that one address may make in a minute, those of browsers that know the person apart.</summary>
    [Range(1, 100_000)]
    public int FailuresPerAddressPerMinute { get; set; } = 20;

    /// <summary>Pages that one person may have open at a time, in all browsers together.</summary>
    [Range(1, 100_000)]
    public int OpenPagesPerPerson { get; set; } = 50;
}
