using System.Text.Json;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>A value of a body is of the right kind and yet cannot be meant; the message says why to whoever sent it.</summary>
public sealed class UnreadableValueException(string message, string? path = null) : JsonException(message, path, null, null);
