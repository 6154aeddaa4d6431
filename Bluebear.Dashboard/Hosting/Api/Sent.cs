using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>A member of a body that changes something: null removes the value, and a missing member keeps it.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
[JsonConverter(typeof(SentConverters))]
internal readonly record struct Sent<T>
{
    /// <summary>A member that was sent.</summary>
    public Sent(T? value) => (Value, IsSent) = (value, true);

    /// <summary>Its value; null if it was sent as null, or not sent.</summary>
    public T? Value { get; }

    /// <summary>True if the body has the member, null or not.</summary>
    public bool IsSent { get; }

    /// <summary>True if the body has the member as null.</summary>
    public bool IsNull => IsSent && Value is null;
}

/// <summary>Reads <see cref="Sent{T}"/> members of every type.</summary>
internal sealed class SentConverters : JsonConverterFactory
{
    /// <summary>The type of the value; null for a type other than <see cref="Sent{T}"/>.</summary>
    public static Type? ValueOf(Type type) =>
        type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Sent<>) ? type.GetGenericArguments()[0] : null;

    public override bool CanConvert(Type typeToConvert) => ValueOf(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => (JsonConverter)Activator.CreateInstance(
        typeof(SentConverter<>).MakeGenericType(ValueOf(typeToConvert)!), options.GetConverter(ValueOf(typeToConvert)!))!;

    private sealed class SentConverter<T>(JsonConverter<T> value) : JsonConverter<Sent<T>>
    {
        public override bool HandleNull => true;

        // Uses the value's own converter, so that an error knows its place in the body.
        public override Sent<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.TokenType == JsonTokenType.Null ? default : value.Read(ref reader, typeof(T), options));

        public override void Write(Utf8JsonWriter writer, Sent<T> value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
