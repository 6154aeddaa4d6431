namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>A key to create.</summary>
/// <param name="Name">Which program uses it: 1-100 characters. Movements made with it are recorded as made by "key NAME".</param>
/// <param name="Scopes">What it is for.</param>
/// <param name="ExpiresAt">When it ends by itself, or null.</param>
public sealed record NewKey(string Name, KeyScopes Scopes, DateTimeOffset? ExpiresAt = null);

/// <summary>What became of a key to create, rotate or revoke.</summary>
/// <param name="Id">The key.</param>
/// <param name="Text">The key to pass on; it cannot be had again. Null where none was made.</param>
/// <param name="Refusal">Why nothing was done, or null.</param>
public sealed record KeyAnswer(KeyId Id = default, string? Text = null, KeyRefusal? Refusal = null)
{
    /// <summary>The refusal in words, or null.</summary>
    public string? Problem => Refusal is { } refusal ? KeyRefusals.InWords(refusal) : null;

    // A record prints its members: a key must not reach a log that way.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Id = ").Append(Id).Append(", Refusal = ").Append(Refusal);
        return true;
    }
}
