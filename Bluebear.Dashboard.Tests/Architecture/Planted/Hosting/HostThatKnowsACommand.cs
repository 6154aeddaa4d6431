using Bluebear.Dashboard.Tests.Architecture.Planted.Commands;

namespace Bluebear.Dashboard.Tests.Architecture.Planted.Hosting;

/// <summary>Planted: the house knows the command line.</summary>
internal sealed class HostThatKnowsACommand : List<PlantedCommand>;
