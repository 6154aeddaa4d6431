using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity;

/// <summary>
/// A person who can sign in. Belongs to exactly one tenant. An e-mail address belongs to one person of the installation.
/// </summary>
public sealed class Person : IdentityUser<long>
{
    /// <summary>The tenant's number.</summary>
    public int TenantId { get; set; }

    /// <summary>The role.</summary>
    public Role Role { get; set; }

    /// <summary>The name on screens; the e-mail address if none was given.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>True if the person may no longer sign in.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>When the person was added.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the person last signed in with a password, or null.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }
}
