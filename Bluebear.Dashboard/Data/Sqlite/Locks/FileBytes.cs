namespace Bluebear.Dashboard.Data.Sqlite.Locks;

/// <summary>Locks on single bytes of a file. They work between processes and end with the process.</summary>
/// <remarks>.NET has none on macOS. There, two processes can open the same database.</remarks>
internal static class FileBytes
{
    /// <summary>Locks a byte. False if another process has locked it.</summary>
    public static bool TryLock(FileStream stream, long place)
    {
        if (OperatingSystem.IsMacOS())
        {
            return true;
        }

        try
        {
            stream.Lock(place, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Unlocks a byte.</summary>
    public static void Unlock(FileStream stream, long place)
    {
        if (!OperatingSystem.IsMacOS())
        {
            stream.Unlock(place, 1);
        }
    }
}
