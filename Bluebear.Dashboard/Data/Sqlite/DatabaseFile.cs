using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>
/// File system questions: the real path of a file, the number of its names, and creating one that only its owner can read.
/// </summary>
internal static class DatabaseFile
{
    private const int MostLinks = 40;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// The full path without symbolic links, also of folders: the same for every way to write it. Parts that do not exist stay
    /// unchanged.
    /// </summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Resolve(string path) => Resolve(Path.GetFullPath(path), MostLinks);

    /// <summary>
    /// Refuses a file with more than one name (hard links): a lock beside one name would not be seen beside the other.
    /// </summary>
    /// <exception cref="UnusableDatabaseException">The file has more than one name.</exception>
    public static void ThrowIfShared(string file)
    {
        if (CountNames(file) > 1)
        {
            throw new UnusableDatabaseException(
                $"The file {file} has more than one name (hard links), so that its locks would not hold. Use a copy, or remove the other names.");
        }
    }

    /// <summary>
    /// Opens a file for shared reading and writing, and creates it if needed. Only its owner can read a new one.
    /// </summary>
    public static FileStream OpenShared(string file)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        return new(file, options);
    }

    private static string Resolve(string path, int links)
    {
        var root = Path.GetPathRoot(path)!;
        var found = root;
        foreach (var name in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(found, name);
            if (new FileInfo(next).LinkTarget is { } target)
            {
                next = links > 0 ? Resolve(Path.GetFullPath(target, found), links - 1)
                    : throw new IOException($"{path} leads in a circle of symbolic links.");
            }

            found = next;
        }

        return found;
    }

    private static uint CountNames(string file)
    {
        const int CurrentFolder = -100;
        const uint NumberOfLinks = 4;
        const int NumberOfLinksAt = 16;
        // Has the same layout on every Linux. .NET itself does not expose it.
        var status = new byte[256];
        try
        {
            return OperatingSystem.IsLinux() && Status(CurrentFolder, Encoding.UTF8.GetBytes(file + '\0'), 0, NumberOfLinks, status) == 0
                ? BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(NumberOfLinksAt)) : 1;
        }
        catch (EntryPointNotFoundException)
        {
            return 1;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Status(int folder, byte[] path, int flags, uint wanted, byte[] status);
}
