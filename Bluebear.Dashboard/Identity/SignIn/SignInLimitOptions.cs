using System.ComponentModel.DataAnnotations;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Section <c>SignIn</c>: limits for one network address and for one person.</summary>
public sealed class SignInLimitOptions
{
    /// <summary>Failed sign-ins of one address in a minute, without those of browsers that know the person.</summary>
    [Range(1, 100_000)]
    public int FailuresPerAddressPerMinute { get; set; } = 20;

    /// <summary>Pages that one person may have open at the same time, in all browsers together.</summary>
    [Range(1, 100_000)]
    public int OpenPagesPerPerson { get; set; } = 50;
}
