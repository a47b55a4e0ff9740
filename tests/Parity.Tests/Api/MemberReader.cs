using System.Reflection;
using System.Reflection.Metadata;

namespace MindBot.Parity.Tests.Api;

/// <summary>Public and protected members as canonical text.</summary>
internal sealed class MemberReader(MetadataReader reader)
{
    private readonly AttributeReader _attributes = new(reader);

    public IEnumerable<string> Fields(TypeDefinition type)
    {
        foreach (var handle in type.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            if (Access(field.Attributes) is not { } access) continue;
            if (field.Attributes.HasFlag(FieldAttributes.SpecialName))
            {
                // The only one is the value of an enum.
                yield return $"base {field.DecodeSignature(TypeNames.Instance, null)}";
                continue;
            }

            var kind = field.Attributes.HasFlag(FieldAttributes.Literal) ? "const "
                : (field.Attributes.HasFlag(FieldAttributes.Static) ? "static " : "")
                    + (field.Attributes.HasFlag(FieldAttributes.InitOnly) ? "readonly " : "");
            yield return $"{access} {kind}{field.DecodeSignature(TypeNames.Instance, null)} {reader.GetString(field.Name)}"
                + Value(field.GetDefaultValue());
        }
    }

    public IEnumerable<string> Methods(TypeDefinition type)
    {
        foreach (var handle in type.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            var name = reader.GetString(method.Name);
            if (Access(method.Attributes) is not { } access || name[0] == '<' || IsAccessor(method, name) || IsOfObject(method, name)) continue;

            var signature = method.DecodeSignature(TypeNames.Instance, null);
            var parameters = Generics.Of(reader, method.GetGenericParameters(), "M");
            var arity = parameters.Count == 0 ? "" : $"<{string.Join(", ", parameters.Select((_, index) => $"M{index}"))}>";
            var constraints = string.Concat(parameters.Where(line => line.Contains(':')).Select(line => " where " + line));
            yield return $"{access} {Modifiers(method.Attributes)}{signature.ReturnType} {name}{arity}({Parameters(method, signature)}){constraints}"
                + Obsolete(method.GetCustomAttributes());
        }
    }

    /// <summary>Accessors are lines of their own: who has a getter only has less, nothing different.</summary>
    public IEnumerable<string> Properties(TypeDefinition type)
    {
        foreach (var handle in type.GetProperties())
        {
            var property = reader.GetPropertyDefinition(handle);
            var name = reader.GetString(property.Name);
            var accessors = property.GetAccessors();
            var signature = property.DecodeSignature(TypeNames.Instance, null);
            var index = signature.ParameterTypes.Length == 0 ? "" : $"[{string.Join(", ", signature.ParameterTypes)}]";
            var visible = 0;
            foreach (var accessor in new[] { accessors.Getter, accessors.Setter }.Where(accessor => !accessor.IsNil))
            {
                var method = reader.GetMethodDefinition(accessor);
                if (Access(method.Attributes) is not { } access) continue;
                visible++;
                var verb = accessor == accessors.Getter ? "get"
                    : method.DecodeSignature(TypeNames.Instance, null).ReturnType.StartsWith("init ", StringComparison.Ordinal) ? "init" : "set";
                yield return $"{access} {Modifiers(method.Attributes)}{signature.ReturnType} {name}{index} {{ {verb}; }}{Obsolete(property.GetCustomAttributes())}";
            }

            if (visible > 0 && _attributes.Has(property.GetCustomAttributes(), "System.Runtime.CompilerServices.RequiredMemberAttribute"))
                yield return $"required {name}";
        }
    }

    public IEnumerable<string> Events(TypeDefinition type)
    {
        foreach (var handle in type.GetEvents())
        {
            var @event = reader.GetEventDefinition(handle);
            var adder = reader.GetMethodDefinition(@event.GetAccessors().Adder);
            if (Access(adder.Attributes) is not { } access) continue;
            yield return $"{access} {Modifiers(adder.Attributes)}event {TypeNames.Instance.Name(reader, @event.Type)} {reader.GetString(@event.Name)}";
        }
    }

    private string Parameters(MethodDefinition method, MethodSignature<string> signature)
    {
        var definitions = method.GetParameters().Select(reader.GetParameter).ToDictionary(parameter => parameter.SequenceNumber - 1);
        var texts = signature.ParameterTypes.Select((type, index) =>
        {
            if (!definitions.TryGetValue(index, out var definition)) return type;
            var attributes = definition.GetCustomAttributes();
            if (definition.Attributes.HasFlag(ParameterAttributes.Out)) type = type.Replace("ref ", "out ", StringComparison.Ordinal);
            if (definition.Attributes.HasFlag(ParameterAttributes.In)) type = type.Replace("ref ", "in ", StringComparison.Ordinal);
            if (_attributes.Has(attributes, "System.ParamArrayAttribute")) type = "params " + type;
            return $"{type} {reader.GetString(definition.Name)}{Value(definition.GetDefaultValue())}";
        });
        var extension = _attributes.Has(method.GetCustomAttributes(), "System.Runtime.CompilerServices.ExtensionAttribute") ? "this " : "";
        return extension + string.Join(", ", texts);
    }

    private string Value(ConstantHandle handle)
    {
        if (handle.IsNil) return "";
        var constant = reader.GetConstant(handle);
        return FormattableString.Invariant($" = {reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) ?? "default"}");
    }

    /// <summary>Its use is a warning, and warnings are errors here.</summary>
    private string Obsolete(CustomAttributeHandleCollection attributes) => _attributes.Has(attributes, "System.ObsoleteAttribute") ? " obsolete" : "";

    private static bool IsAccessor(MethodDefinition method, string name) =>
        method.Attributes.HasFlag(MethodAttributes.SpecialName)
        && name.Split('_')[0] is "get" or "set" or "add" or "remove";

    /// <summary>Every type has these, whether it overrides them or not.</summary>
    private static bool IsOfObject(MethodDefinition method, string name) =>
        name is "Equals" or "GetHashCode" or "ToString" or "Finalize" && IsOverride(method.Attributes);

    private static bool IsOverride(MethodAttributes attributes) =>
        attributes.HasFlag(MethodAttributes.Virtual) && !attributes.HasFlag(MethodAttributes.NewSlot);

    private static string Modifiers(MethodAttributes attributes) =>
        (attributes.HasFlag(MethodAttributes.Static) ? "static " : "")
        + (attributes.HasFlag(MethodAttributes.Abstract) ? "abstract "
            : IsOverride(attributes) ? "override "
            : attributes.HasFlag(MethodAttributes.Virtual) && !attributes.HasFlag(MethodAttributes.Final) ? "virtual " : "");

    private static string? Access(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) switch
    {
        MethodAttributes.Public => "public",
        MethodAttributes.Family => "protected",
        // Outside of its assembly the difference to protected does not show.
        MethodAttributes.FamORAssem => "protected",
        _ => null,
    };

    private static string? Access(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask) switch
    {
        FieldAttributes.Public => "public",
        FieldAttributes.Family or FieldAttributes.FamORAssem => "protected",
        _ => null,
    };
}
