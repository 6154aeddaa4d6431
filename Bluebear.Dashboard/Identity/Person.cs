using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity;

/// <summary>Someone who signs in. Belongs to exactly one tenant; an e-mail address belongs to one person of the installation.</summary>
public sealed class Person : IdentityUser<long>
{
    /// <summary>The tenant's number.</summary>
    public int TenantId { get; set; }

    /// <summary>What the person may do.</summary>
    public Role Role { get; set; }

    /// <summary>What screens call the person; the e-mail address where none was given.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>True for someone who may no longer sign in.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>When the person was added.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the person last signed in with a password, or null.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }
}
