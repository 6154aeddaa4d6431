namespace Bluebear.Dashboard.Tests.Architecture.Planted.Commands;

/// <summary>Planted: what nothing below may know.</summary>
internal sealed class PlantedCommand;
