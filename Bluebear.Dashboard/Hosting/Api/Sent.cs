using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>A member of a body that changes a thing: null takes it away, and being left out leaves it.</summary>
/// <typeparam name="T">What it is where it is something.</typeparam>
[JsonConverter(typeof(SentConverters))]
internal readonly record struct Sent<T>
{
    /// <summary>A member that is there.</summary>
    public Sent(T? value) => (Value, IsSent) = (value, true);

    /// <summary>Its value; null where it is null, and where it was left out.</summary>
    public T? Value { get; }

    /// <summary>True where the body has it, as null or as something.</summary>
    public bool IsSent { get; }

    /// <summary>True where the body has it as null.</summary>
    public bool IsNull => IsSent && Value is null;
}

/// <summary>Reads members of every type that way.</summary>
internal sealed class SentConverters : JsonConverterFactory
{
    /// <summary>What the member is where it is something; null for another type than <see cref="Sent{T}"/>.</summary>
    public static Type? ValueOf(Type type) =>
        type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Sent<>) ? type.GetGenericArguments()[0] : null;

    public override bool CanConvert(Type typeToConvert) => ValueOf(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => (JsonConverter)Activator.CreateInstance(
        typeof(SentConverter<>).MakeGenericType(ValueOf(typeToConvert)!), options.GetConverter(ValueOf(typeToConvert)!))!;

    private sealed class SentConverter<T>(JsonConverter<T> value) : JsonConverter<Sent<T>>
    {
        public override bool HandleNull => true;

        // By the value's own converter: read anew, what is wrong with it would not know where in the body it stands.
        public override Sent<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.TokenType == JsonTokenType.Null ? default : value.Read(ref reader, typeof(T), options));

        public override void Write(Utf8JsonWriter writer, Sent<T> value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
