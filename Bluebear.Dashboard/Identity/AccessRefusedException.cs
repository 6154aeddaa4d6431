namespace Bluebear.Dashboard.Identity;

/// <summary>Why a caller was refused. A closed set.</summary>
public enum AccessRefusal
{
    /// <summary>No one is signed in, or the person was disabled since.</summary>
    SignedOut,

    /// <summary>The caller's role does not allow it.</summary>
    Forbidden,

    /// <summary>
    /// It does not exist for this caller: also if it belongs to another tenant, or to a workspace that a team lead does not lead.
    /// </summary>
    NotFound,
}

/// <summary>A service refused its caller. Nothing was changed.</summary>
/// <remarks>
/// Screens hide or disable what a role may not do, so this is rare: the role changed while a page was open, or a request was
/// forged. HTTP answers 401, 403 or 404; a page shows the message instead of its content. Every refusal of a known caller goes to
/// the audit log.
/// </remarks>
public sealed class AccessRefusedException : Exception
{
    private const string OutOfSight = "an account out of sight";

    private AccessRefusedException(AccessRefusal refusal)
        : base(MessageFor(refusal)) => Refusal = refusal;

    /// <summary>Why.</summary>
    public AccessRefusal Refusal { get; }

    /// <summary>No one is signed in, so the audit log has no one to name.</summary>
    public static AccessRefusedException SignedOut() => new(AccessRefusal.SignedOut);

    /// <summary>The caller's role or key does not allow it. Goes to the audit log.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="what">What was asked for, as the audit log names it.</param>
    public static AccessRefusedException Forbidden(Caller caller, string what) => Recorded(caller, what, AccessRefusal.Forbidden);

    /// <summary>It does not exist for the caller. The attempt goes to the audit log.</summary>
    /// <param name="caller">The caller.</param>
    public static AccessRefusedException NotFound(Caller caller) => Recorded(caller, OutOfSight, AccessRefusal.NotFound);

    /// <summary>The refusal in words for a person.</summary>
    public static string MessageFor(AccessRefusal refusal) => refusal switch
    {
        AccessRefusal.SignedOut => "You are signed out. Sign in again to continue.",
        AccessRefusal.Forbidden => "Your role does not allow this.",
        AccessRefusal.NotFound => "This does not exist, or you may not see it.",
    };

    private static AccessRefusedException Recorded(Caller caller, string what, AccessRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(caller);
        caller.NoteRefusal?.Invoke(what);
        return new(refusal);
    }
}
