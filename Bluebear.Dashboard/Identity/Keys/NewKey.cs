namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>A key to create.</summary>
/// <param name="Name">The program that uses it: 1-100 characters. The ledger records its movements as "key NAME".</param>
/// <param name="Scopes">Its scopes.</param>
/// <param name="ExpiresAt">When it ends by itself, or null.</param>
public sealed record NewKey(string Name, KeyScopes Scopes, DateTimeOffset? ExpiresAt = null);

/// <summary>The result of creating, rotating or revoking a key.</summary>
/// <param name="Id">The key.</param>
/// <param name="Text">The key's text, which is never shown again. Null if none was made.</param>
/// <param name="Refusal">Why nothing was done, or null.</param>
public sealed record KeyAnswer(KeyId Id = default, string? Text = null, KeyRefusal? Refusal = null)
{
    /// <summary>The refusal in a sentence, or null.</summary>
    public string? Problem => Refusal is { } refusal ? KeyRefusals.InWords(refusal) : null;

    // A record prints its members. The key's text must not reach a log in this way.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Id = ").Append(Id).Append(", Refusal = ").Append(Refusal);
        return true;
    }
}
