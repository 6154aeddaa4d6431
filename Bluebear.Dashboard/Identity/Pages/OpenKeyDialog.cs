using Bluebear.Dashboard.Identity.Keys;

namespace Bluebear.Dashboard.Identity.Pages;

/// <summary>The dialog that is open on the page of keys. A closed set.</summary>
internal enum KeyDialog
{
    /// <summary>Creates a key.</summary>
    New,

    /// <summary>Gives a key a new secret.</summary>
    Rotate,

    /// <summary>Ends a key.</summary>
    Revoke,

    /// <summary>Shows a new key.</summary>
    Show,
}

/// <summary>An open dialog of the page of keys.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Key">The key concerned.</param>
/// <param name="Name">The key's name, to show it.</param>
/// <param name="Text">The key's text, to show it once.</param>
internal sealed record OpenKeyDialog(KeyDialog Kind, KeyListing? Key = null, string? Name = null, string? Text = null);
