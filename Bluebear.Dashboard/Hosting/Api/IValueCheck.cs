using System.Text.Json;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>A converter that can check a value before reading it, because throwing for each of a million lines is slow.</summary>
internal interface IValueCheck
{
    /// <summary>What is wrong with the reader's current value, in a sentence; null if it can be read.</summary>
    string? ProblemOf(ref Utf8JsonReader reader);
}
