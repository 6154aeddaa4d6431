using System.Text.Json;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>A value of a body has the right type but no valid meaning. The message tells the sender why.</summary>
public sealed class UnreadableValueException(string message, string? path = null) : JsonException(message, path, null, null);
