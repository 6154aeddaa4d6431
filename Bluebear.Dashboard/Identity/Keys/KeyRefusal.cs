namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>Why a key was not created or changed. A closed set.</summary>
public enum KeyRefusal
{
    /// <summary>The name is empty, too long, or holds characters that cannot be printed.</summary>
    NameMalformed,

    /// <summary>Another key that was not revoked has the name.</summary>
    NameTaken,

    /// <summary>No scope was chosen.</summary>
    ScopesMissing,

    /// <summary>It would have expired before it was used.</summary>
    ExpiryPast,

    /// <summary>The time for which the old key is to be good as well is below zero or above 90 days.</summary>
    OverlapMalformed,

    /// <summary>There is no such key here.</summary>
    KeyUnknown,

    /// <summary>The key was revoked, or has expired.</summary>
    KeyEnded,
}

/// <summary>Refusals in words.</summary>
public static class KeyRefusals
{
    /// <summary>The refusal as a person reads it.</summary>
    public static string InWords(KeyRefusal refusal) => refusal switch
    {
        KeyRefusal.NameMalformed => $"A name has 1 to {AccountName.MaxLength} characters, none of them a control character or a mark that turns the direction of a text.",
        KeyRefusal.NameTaken => "Another key has this name. Choose one that says which program uses it.",
        KeyRefusal.ScopesMissing => "Choose at least one scope.",
        KeyRefusal.ExpiryPast => "The key would have expired already. Choose a later day.",
        KeyRefusal.OverlapMalformed => "The old key can go on for at most 90 days.",
        KeyRefusal.KeyUnknown => "This key is not here any more.",
        KeyRefusal.KeyEnded => "This key was revoked or has expired. Create a new one.",
    };
}
