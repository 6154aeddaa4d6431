using Bluebear.Dashboard.Tests.Architecture.Planted.Commands;

namespace Bluebear.Dashboard.Tests.Architecture.Planted.Data;

/// <summary>Planted: the database knows the command line.</summary>
internal sealed class StoreThatKnowsACommand
{
    public static string Name => typeof(PlantedCommand).Name;
}
