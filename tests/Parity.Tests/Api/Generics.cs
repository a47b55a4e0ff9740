using System.Reflection;
using System.Reflection.Metadata;

namespace MindBot.Parity.Tests.Api;

/// <summary>Type parameters with variance and constraints: <c>T0</c>, <c>out T0 : class, Orleans.IGrain</c>.</summary>
internal static class Generics
{
    public static List<string> Of(MetadataReader reader, GenericParameterHandleCollection handles, string letter) =>
        [.. handles.Select(reader.GetGenericParameter).Select(parameter => Text(reader, parameter, letter + parameter.Index))];

    private static string Text(MetadataReader reader, GenericParameter parameter, string name)
    {
        var variance = (parameter.Attributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => "out ",
            GenericParameterAttributes.Contravariant => "in ",
            _ => "",
        };
        var types = parameter.GetConstraints()
            .Select(handle => TypeNames.Instance.Name(reader, reader.GetGenericParameterConstraint(handle).Type)!)
            .Order(StringComparer.Ordinal);
        List<string> constraints =
        [
            .. parameter.Attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. parameter.Attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? ["struct"] : Array.Empty<string>(),
            .. types,
            .. parameter.Attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : Array.Empty<string>(),
        ];
        return constraints.Count == 0 ? variance + name : $"{variance}{name} : {string.Join(", ", constraints)}";
    }
}
