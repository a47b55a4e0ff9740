using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MindBot.Parity.Tests.Api;

/// <summary>Reads the public types of an assembly file from its metadata; the assembly is not loaded and nothing of it runs.</summary>
internal static class ApiReader
{
    private const TypeAttributes StaticClass = TypeAttributes.Abstract | TypeAttributes.Sealed;

    public static ImmutableDictionary<string, ApiType> Read(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        var reader = image.GetMetadataReader();
        return reader.TypeDefinitions.Where(handle => IsVisible(reader, handle))
            .Select(handle => Read(reader, handle, Path.GetFileNameWithoutExtension(file)))
            .ToImmutableDictionary(type => type.Name);
    }

    private static bool IsVisible(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(reader, type.GetDeclaringType()),
            _ => false,
        };
    }

    private static ApiType Read(MetadataReader reader, TypeDefinitionHandle handle, string source)
    {
        var type = reader.GetTypeDefinition(handle);
        var members = new MemberReader(reader);
        return new ApiType(
            TypeNames.Instance.GetTypeFromDefinition(reader, handle), source,
            [.. Head(reader, type), .. members.Fields(type), .. members.Properties(type), .. members.Methods(type), .. members.Events(type)]);
    }

    private static IEnumerable<string> Head(MetadataReader reader, TypeDefinition type)
    {
        var attributes = new AttributeReader(reader);
        var parent = TypeNames.Instance.Name(reader, type.BaseType);
        yield return "kind " + Kind(type, parent, attributes);
        if (parent is not (null or "System.ValueType" or "System.Enum")) yield return "base " + parent;
        foreach (var handle in type.GetInterfaceImplementations())
            yield return "implements " + TypeNames.Instance.Name(reader, reader.GetInterfaceImplementation(handle).Interface);
        foreach (var line in Generics.Of(reader, type.GetGenericParameters(), "T")) yield return "generic " + line;
        if (attributes.Usage(type.GetCustomAttributes()) is { } usage) yield return usage;
        // The compiler marks ref structs obsolete for older compilers.
        if (attributes.Has(type.GetCustomAttributes(), "System.ObsoleteAttribute") && !IsByRefLike(type, attributes)) yield return "obsolete";
    }

    private static string Kind(TypeDefinition type, string? parent, AttributeReader attributes)
    {
        if (type.Attributes.HasFlag(TypeAttributes.Interface)) return "interface";
        switch (parent)
        {
            case "System.Enum":
                return "enum";
            case "System.MulticastDelegate":
                return "delegate";
            case "System.ValueType":
                var isReadOnly = attributes.Has(type.GetCustomAttributes(), "System.Runtime.CompilerServices.IsReadOnlyAttribute");
                return (isReadOnly ? "readonly " : "") + (IsByRefLike(type, attributes) ? "ref struct" : "struct");
            default:
                return (type.Attributes & StaticClass) switch
                {
                    StaticClass => "static class",
                    TypeAttributes.Abstract => "abstract class",
                    TypeAttributes.Sealed => "sealed class",
                    _ => "class",
                };
        }
    }

    private static bool IsByRefLike(TypeDefinition type, AttributeReader attributes) =>
        attributes.Has(type.GetCustomAttributes(), "System.Runtime.CompilerServices.IsByRefLikeAttribute");
}
