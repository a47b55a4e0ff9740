using System.Globalization;
using System.Reflection.Metadata;

namespace MindBot.Parity.Tests.Api;

/// <summary>The attributes that the compiler acts on.</summary>
internal sealed class AttributeReader(MetadataReader reader)
{
    public bool Has(CustomAttributeHandleCollection attributes, string name) => Find(attributes, name) is not null;

    /// <summary>An attribute's usage in one line; null when the type does not state it.</summary>
    public string? Usage(CustomAttributeHandleCollection attributes)
    {
        if (Find(attributes, "System.AttributeUsageAttribute") is not { } attribute) return null;
        var value = attribute.DecodeValue(TypeNames.Instance);
        var targets = (AttributeTargets)Convert.ToInt32(value.FixedArguments[0].Value, CultureInfo.InvariantCulture);
        return $"usage {targets}; inherited {Named("Inherited", true)}; multiple {Named("AllowMultiple", false)}";

        bool Named(string name, bool otherwise) =>
            value.NamedArguments.FirstOrDefault(argument => argument.Name == name).Value is bool given ? given : otherwise;
    }

    private CustomAttribute? Find(CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var handle in attributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            var type = attribute.Constructor.Kind == HandleKind.MemberReference
                ? reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent
                : reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType();
            if (TypeNames.Instance.Name(reader, type) == name) return attribute;
        }

        return null;
    }
}
