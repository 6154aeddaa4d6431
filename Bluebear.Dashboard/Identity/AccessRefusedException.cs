namespace Bluebear.Dashboard.Identity;

/// <summary>Why somebody was turned away. A closed set.</summary>
public enum AccessRefusal
{
    /// <summary>Nobody is signed in, or the person was disabled since.</summary>
    SignedOut,

    /// <summary>The caller's role does not allow it.</summary>
    Forbidden,

    /// <summary>There is no such thing for this caller: also another tenant's, and what a team lead does not lead.</summary>
    NotFound,
}

/// <summary>A service turned its caller away; nothing was changed.</summary>
/// <remarks>
/// Screens hide or disable what a role may not do, so this is rare: somebody's role changed under an open page, or a request was
/// forged. HTTP answers 401, 403 or 404; a page shows the message in place of its content.
/// </remarks>
public sealed class AccessRefusedException(AccessRefusal refusal) : Exception(MessageFor(refusal))
{
    /// <summary>Why.</summary>
    public AccessRefusal Refusal { get; } = refusal;

    /// <summary>The refusal in words for a person.</summary>
    public static string MessageFor(AccessRefusal refusal) => refusal switch
    {
        AccessRefusal.SignedOut => "You are signed out. Sign in again to go on.",
        AccessRefusal.Forbidden => "Your role does not allow this.",
        AccessRefusal.NotFound => "There is nothing here, or it is not yours to see.",
    };
}
