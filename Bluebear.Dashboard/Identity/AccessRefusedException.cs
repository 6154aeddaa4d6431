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
/// forged. HTTP answers 401, 403 or 404; a page shows the message in place of its content. There is no way to make one for a known
/// caller that does not put the refusal on the record.
/// </remarks>
public sealed class AccessRefusedException : Exception
{
    private const string OutOfSight = "an account out of sight";

    private AccessRefusedException(AccessRefusal refusal)
        : base(MessageFor(refusal)) => Refusal = refusal;

    /// <summary>Why.</summary>
    public AccessRefusal Refusal { get; }

    /// <summary>Nobody is signed in: there is no caller to put on the record.</summary>
    public static AccessRefusedException SignedOut() => new(AccessRefusal.SignedOut);

    /// <summary>The caller's role or key does not allow it; that is on the record.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="what">What was asked for, as the record names it.</param>
    public static AccessRefusedException Forbidden(Caller caller, string what) => Recorded(caller, what, AccessRefusal.Forbidden);

    /// <summary>There is no such thing for the caller; that they asked for it is on the record.</summary>
    /// <param name="caller">The caller.</param>
    public static AccessRefusedException NotFound(Caller caller) => Recorded(caller, OutOfSight, AccessRefusal.NotFound);

    /// <summary>The refusal in words for a person.</summary>
    public static string MessageFor(AccessRefusal refusal) => refusal switch
    {
        AccessRefusal.SignedOut => "You are signed out. Sign in again to go on.",
        AccessRefusal.Forbidden => "Your role does not allow this.",
        AccessRefusal.NotFound => "There is nothing here, or it is not yours to see.",
    };

    private static AccessRefusedException Recorded(Caller caller, string what, AccessRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(caller);
        caller.NoteRefusal?.Invoke(what);
        return new(refusal);
    }
}
