using Bluebear.Dashboard.Identity.Keys;

namespace Bluebear.Dashboard.Identity.Pages;

/// <summary>What stands over the page of keys. A closed set.</summary>
internal enum KeyDialog
{
    /// <summary>Creates a key.</summary>
    New,

    /// <summary>Gives a key another secret.</summary>
    Rotate,

    /// <summary>Ends a key.</summary>
    Revoke,

    /// <summary>Shows a key that was just made.</summary>
    Show,
}

/// <summary>A dialog of the page of keys that is open.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Key">Which key it is about.</param>
/// <param name="Name">The key's name, to show it.</param>
/// <param name="Text">The key itself, to show it once.</param>
internal sealed record OpenKeyDialog(KeyDialog Kind, KeyListing? Key = null, string? Name = null, string? Text = null);
