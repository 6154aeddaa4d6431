using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bluebear.Dashboard.Tests.Architecture;

/// <summary>An assembly's types and what each refers to: in signatures, attributes, local variables and code.</summary>
internal sealed class TypeGraph : IDisposable
{
    private readonly ModuleDefinition _module;

    public TypeGraph(string assemblyFile) => _module = ModuleDefinition.ReadModule(assemblyFile);

    /// <summary>Each reference as the outermost types of both sides; what the compiler nests counts for who wrote it.</summary>
    public IEnumerable<(TypeReference From, TypeReference To)> References() =>
        AllTypes(_module.Types).SelectMany(type => ReferencesOf(type).SelectMany(Parts).Select(to => (Outermost(type), Outermost(to))))
            .DistinctBy(pair => (pair.Item1.FullName, pair.Item2.FullName));

    public void Dispose() => _module.Dispose();

    private static IEnumerable<TypeDefinition> AllTypes(IEnumerable<TypeDefinition> types) =>
        types.SelectMany(type => AllTypes(type.NestedTypes).Prepend(type));

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static IEnumerable<TypeReference> ReferencesOf(TypeDefinition type) =>
        new[] { type.BaseType }.Where(baseType => baseType is not null)
            .Concat(type.Interfaces.Select(implemented => implemented.InterfaceType))
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.GenericParameters.SelectMany(Constraints))
            .Concat(Attributes(type)).Concat(type.Fields.SelectMany(Attributes)).Concat(type.Properties.SelectMany(Attributes))
            .Concat(type.Methods.SelectMany(ReferencesOf));

    private static IEnumerable<TypeReference> ReferencesOf(MethodDefinition method)
    {
        var signature = method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)
            .Concat(method.GenericParameters.SelectMany(Constraints)).Concat(Attributes(method));
        return method.HasBody
            ? signature.Concat(method.Body.Variables.Select(variable => variable.VariableType))
                .Concat(method.Body.Instructions.SelectMany(ReferencesOf))
            : signature;
    }

    private static IEnumerable<TypeReference> ReferencesOf(Instruction instruction) => instruction.Operand switch
    {
        GenericInstanceMethod generic => [generic.DeclaringType, generic.ReturnType, .. generic.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<TypeReference> Constraints(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
            .Select(argument => argument.Value).OfType<TypeReference>().Prepend(attribute.AttributeType));

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
