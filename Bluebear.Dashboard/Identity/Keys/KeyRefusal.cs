namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>Why a key was not created or changed. A closed set.</summary>
public enum KeyRefusal
{
    /// <summary>The name is empty, too long, or has characters that cannot be printed.</summary>
    NameMalformed,

    /// <summary>Another key that was not revoked has the name.</summary>
    NameTaken,

    /// <summary>No scope was chosen.</summary>
    ScopesMissing,

    /// <summary>The expiry is in the past.</summary>
    ExpiryPast,

    /// <summary>The overlap with the old key is below zero or above 90 days.</summary>
    OverlapMalformed,

    /// <summary>There is no such key here.</summary>
    KeyUnknown,

    /// <summary>The key was revoked, or has expired.</summary>
    KeyEnded,
}

/// <summary>Refusals in words.</summary>
public static class KeyRefusals
{
    /// <summary>The refusal in a sentence for people.</summary>
    public static string InWords(KeyRefusal refusal) => refusal switch
    {
        KeyRefusal.NameMalformed => AccountName.InWords,
        KeyRefusal.NameTaken => "Another key has this name. Choose one that says which program uses it.",
        KeyRefusal.ScopesMissing => "Choose at least one scope.",
        KeyRefusal.ExpiryPast => "This expiry is in the past. Choose a later day.",
        KeyRefusal.OverlapMalformed => "The old key can keep working for at most 90 days.",
        KeyRefusal.KeyUnknown => "This key no longer exists.",
        KeyRefusal.KeyEnded => "This key was revoked or has expired. Create a new one.",
    };
}
