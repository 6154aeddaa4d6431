namespace Bluebear.Dashboard.Tests.Architecture;

/// <summary>What a folder must not know. Types in folders below it are its own.</summary>
/// <param name="Folder">The folder the rule holds for, as the rest of a namespace ("Ledger").</param>
/// <param name="ForbiddenFolders">Folders of the same tree.</param>
/// <param name="ForbiddenLibraries">Namespaces of others.</param>
public sealed record FolderRule(string Folder, string[] ForbiddenFolders, string[] ForbiddenLibraries)
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";
    private const string DatabaseDriver = "Microsoft.Data";

    /// <summary>The rules of the product: who may know whom.</summary>
    public static IReadOnlyList<FolderRule> All { get; } =
    [
        new("Ledger", ["Commands", "Data", "Features", "Forecasting", "Hosting", "Identity", "Live", "Scheduling", "Ui"],
            [EntityFramework, DatabaseDriver, "Microsoft.AspNetCore", "MudBlazor"]),
        new("Forecasting", ["Commands", "Data", "Features", "Hosting", "Identity", "Live", "Scheduling", "Ui"],
            [EntityFramework, DatabaseDriver, "Microsoft.AspNetCore", "MudBlazor"]),
        new("Scheduling", ["Commands", "Data", "Features", "Hosting", "Identity", "Live", "Ui"],
            [EntityFramework, DatabaseDriver, "Microsoft.AspNetCore", "MudBlazor"]),
        new("Data", ["Commands", "Features", "Live", "Ui"], ["Microsoft.AspNetCore.Components", "MudBlazor"]),
        new("Live", ["Commands", "Data", "Features", "Scheduling", "Ui"], [EntityFramework, DatabaseDriver]),
        new("Identity", ["Commands", "Features"], []),
        new("Ui", ["Commands", "Data", "Features", "Scheduling"], [EntityFramework, DatabaseDriver]),
        new("Features", ["Commands"], []),
        new("Hosting", ["Commands"], []),
    ];

    /// <summary>What no component may know, wherever it stands.</summary>
    public static FolderRule Components { get; } = new("", ["Data", "Scheduling"], [EntityFramework, DatabaseDriver]);
}
