using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data.Sqlite;

/// <summary>One database file has one set of locks, by whichever name it is opened, and is open to its owner alone.</summary>
public sealed class DatabaseFileTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Serving_ByASymbolicLink_IsRefused_X4()
    {
        await using var database = await TestDatabase.CreateAsync();
        database.Get<ServingLock>().Take("http://localhost:1");
        var link = database.File + ".link";
        File.CreateSymbolicLink(link, database.File);

        await using var other = TestDatabase.Open(link);

        Assert.Throws<DatabaseServedException>(() => other.Get<ServingLock>().Take("http://localhost:2"));
        Assert.False(File.Exists(link + "-serving.lock"));
    }

    [Fact]
    public async Task Serving_ThroughASymbolicFolder_IsRefused_X4()
    {
        await using var database = await TestDatabase.CreateAsync();
        database.Get<ServingLock>().Take("http://localhost:1");
        using var folder = new TempFolder();
        Directory.CreateSymbolicLink(folder.File("a"), Path.GetDirectoryName(database.File)!);
        Directory.CreateSymbolicLink(folder.File("b"), "a");

        await using var other = TestDatabase.Open(folder.File("b/bluebear.db"));

        Assert.Throws<DatabaseServedException>(() => other.Get<ServingLock>().Take("http://localhost:2"));
    }

    [Fact]
    public async Task Gate_ByASymbolicLink_IsTheSame_X4()
    {
        await using var database = await TestDatabase.CreateAsync();
        File.CreateSymbolicLink(database.File + ".link", database.File);
        await using var other = TestDatabase.Open(database.File + ".link");

        using var pass = database.Get<DatabaseGate>().Enter();
        var second = other.Get<DatabaseGate>().EnterAsync();

        Assert.False(second.IsCompleted);
        pass.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Anything_OnAFileWithTwoNames_IsRefused_X4()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using var database = await TestDatabase.CreateAsync();
        await database.CloseWriterAsync();
        var second = database.File + ".second";
        using var linking = System.Diagnostics.Process.Start("ln", [database.File, second]);
        await linking.WaitForExitAsync();

        foreach (var file in (string[])[database.File, second])
        {
            await using var other = TestDatabase.Open(file);
            var refused = await Assert.ThrowsAnyAsync<IOException>(() => other.Get<DatabaseStartup>().PrepareAsync(CancellationToken.None));
            Assert.Contains("more than one name", refused.Message, StringComparison.Ordinal);
            Assert.ThrowsAny<IOException>(() => other.Get<ServingLock>().Take("http://localhost:2"));
        }
    }

    [Fact]
    public async Task Files_WhateverTheMask_AreTheOwnersAlone_X10()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var database = await TestDatabase.CreateAsync();
        database.Get<ServingLock>().Take("http://localhost:1");
        await database.FillAsync();
        database.Get<BackUpDatabase>().Run(database.File + ".copy");

        string[] expected = ["bluebear.db", "bluebear.db-wal", "bluebear.db-shm", "bluebear.db-gate.lock", "bluebear.db-serving.lock", "bluebear.db.copy"];
        var files = Directory.GetFiles(Path.GetDirectoryName(database.File)!);
        Assert.Empty(expected.Except(files.Select(Path.GetFileName)));
        Assert.All(files, static file => Assert.Equal((file, Owner), (file, ModeOf(file))));
    }

    [Fact]
    public async Task PrepareAsync_OneUnknownMigrationAmongOurs_IsRefusedByName_X3()
    {
        await using var database = await TestDatabase.CreateAsync();
        database.Execute("INSERT INTO \"__EFMigrationsHistory\" VALUES ('20990101000000_Later', '11.0.0')");

        var refused = await Assert.ThrowsAsync<UnknownSchemaException>(
            () => database.Get<DatabaseStartup>().PrepareAsync(CancellationToken.None));

        Assert.Contains("20990101000000_Later", refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer", refused.Message, StringComparison.Ordinal);
    }

    private static UnixFileMode ModeOf(string file) => OperatingSystem.IsWindows() ? Owner : File.GetUnixFileMode(file);
}
