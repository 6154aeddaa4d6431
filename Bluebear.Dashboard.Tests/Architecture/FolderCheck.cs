using System.Reflection;
using Microsoft.AspNetCore.Components;
using Mono.Cecil;

namespace Bluebear.Dashboard.Tests.Architecture;

/// <summary>Finds what breaks a rule in the tree of folders below a root namespace.</summary>
/// <param name="assembly">The assembly that holds the tree.</param>
/// <param name="root">The namespace of the tree's root.</param>
internal sealed class FolderCheck(Assembly assembly, string root)
{
    // Reading an assembly takes seconds: once for all rules.
    private readonly Lazy<IReadOnlyList<(TypeReference From, TypeReference To)>> _references = new(() =>
    {
        using var graph = new TypeGraph(assembly.Location);
        return [.. graph.References()];
    });

    // What Ui may know of the ledger although it is a class: how ids, amounts and days are written, and that it cannot be written now.
    private static readonly string[] UiMayUse = ["CreditsParser", "Instants", "LedgerUnavailableException", "PublicId", "TenantDays", "TenantScopedId"];

    /// <summary>Each breach as "type -> type"; empty where the rule holds.</summary>
    public IReadOnlyList<string> Breaches(FolderRule rule) =>
        Find((from, to) => Within(from, rule.Folder) && IsForbidden(rule, to));

    /// <summary>References from one feature into another. A dialog is a feature's face: a page may show another feature's.</summary>
    public IReadOnlyList<string> BreachesBetweenFeatures()
    {
        var faces = assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(ComponentBase)) && type.IsPublic && type.Name.EndsWith("Dialog", StringComparison.Ordinal))
            .Select(type => type.FullName).ToHashSet();
        return Find((from, to) => Feature(from) is { } mine && Feature(to) is { } other && mine != other && !faces.Contains(to.FullName));
    }

    /// <summary>Components that know the database.</summary>
    public IReadOnlyList<string> BreachesByComponents()
    {
        var components = assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ComponentBase)))
            .Select(type => type.FullName).ToHashSet();
        return Find((from, to) => components.Contains(from.FullName) && Within(from, "")
            && IsForbidden(FolderRule.Components, to));
    }

    /// <summary>Components that begin a life cycle of their own: a token source, or a subscription, is the screen's.</summary>
    public IReadOnlyList<string> BreachesOfTheLifeCycle()
    {
        string[] ofTheScreen = ["LedgerFeed", "IRecordFeed", "RecordPoll", "ScreenFeeds"];
        var components = assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ComponentBase)))
            .Select(type => type.FullName).ToHashSet();
        return Find((from, to) => components.Contains(from.FullName) && Within(from, "") && !Within(from, "Ui.Screens")
            && (to.FullName == typeof(CancellationTokenSource).FullName || ofTheScreen.Contains(to.Name)));
    }

    /// <summary>References from Ui to what is no value type of the ledger.</summary>
    public IReadOnlyList<string> BreachesOfUiIntoTheLedger()
    {
        var values = assembly.GetTypes().Where(type => type.IsValueType).Select(type => type.FullName).ToHashSet();
        return Find((from, to) => Within(from, "Ui") && Within(to, "Ledger")
            && !values.Contains(to.FullName) && !UiMayUse.Contains(to.Name));
    }

    private List<string> Find(Func<TypeReference, TypeReference, bool> isBreach)
    {
        return [.. _references.Value.Where(pair => isBreach(pair.From, pair.To))
            .Select(pair => $"{pair.From.FullName} -> {pair.To.FullName}").Order(StringComparer.Ordinal)];
    }

    private bool IsForbidden(FolderRule rule, TypeReference to) =>
        rule.ForbiddenFolders.Any(folder => Within(to, folder))
        || rule.ForbiddenLibraries.Any(library => IsIn(to.Namespace, library));

    private bool Within(TypeReference type, string folder) =>
        IsIn(type.Namespace, folder.Length == 0 ? root : $"{root}.{folder}");

    private string? Feature(TypeReference type)
    {
        var features = $"{root}.Features.";
        return type.Namespace.StartsWith(features, StringComparison.Ordinal)
            ? type.Namespace[features.Length..].Split('.')[0]
            : null;
    }

    private static bool IsIn(string name, string root) =>
        name == root || name.StartsWith(root + ".", StringComparison.Ordinal);
}
