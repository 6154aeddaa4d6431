namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>Whose figure is charged for a row that has both: the tenant's list's, or what the gateway spent. A closed set.</summary>
public enum PriceBy
{
    /// <summary>What the gateway spent where the list lacks the price of a part that the row used; otherwise the list's.</summary>
    Auto,

    /// <summary>The list's, or what the gateway spent where the list has no price.</summary>
    List,

    /// <summary>What the gateway spent, or the list's where the row does not have it.</summary>
    Spend,
}

/// <summary>The names of the choices on the command line.</summary>
public static class PriceByNames
{
    /// <summary>The name of a choice.</summary>
    public static string Of(PriceBy by) => by switch
    {
        PriceBy.Auto => "auto",
        PriceBy.List => "list",
        PriceBy.Spend => "spend",
    };

    /// <summary>The choice with that name, or null.</summary>
    public static PriceBy? Find(string? name) =>
        Enum.GetValues<PriceBy>().Cast<PriceBy?>().FirstOrDefault(by => Of(by!.Value) == name);
}
