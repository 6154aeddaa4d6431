namespace Bluebear.Dashboard.Features;

/// <summary>Why a person cannot move credits, wherever a button says so.</summary>
internal static class MoveReasons
{
    /// <summary>The role may not.</summary>
    public const string OnlyMovers = "Only finance admins and operators can move credits.";

    /// <summary>The mode does not allow it.</summary>
    public const string NotInSharedPool = "In Shared Pool mode the credits stay in the Primary Workspace.";
}
