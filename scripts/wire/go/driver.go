// Makes calls with an SDK for Go, one a line of the input, and says in a line of the output what each gave.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"reflect"
	"sort"
	"strings"
	"time"
)

type job struct {
	Service, Endpoint, Operation string
	Input, Expected              any
}

type members = map[string]any

var (
	bytesType  = reflect.TypeOf([]byte(nil))
	timeType   = reflect.TypeOf(time.Time{})
	readerType = reflect.TypeOf((*io.Reader)(nil)).Elem()
)

func main() {
	say(members{"version": version})
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked job
		if err := json.Unmarshal(line, &asked); err != nil {
			panic(err)
		}
		say(call(asked))
	}
}

func say(answer members) {
	text, err := json.Marshal(answer)
	if err != nil {
		text, _ = json.Marshal(members{"failure": err.Error()})
	}
	fmt.Println(string(text))
}

// Whatever a client does is a result.
func call(asked job) (answer members) {
	defer func() {
		if problem := recover(); problem != nil {
			answer = members{"failure": fmt.Sprint("panic: ", problem)}
		}
	}()
	method, inputType, outputType := methodOf(asked)
	if !method.IsValid() {
		return members{"absent": true}
	}
	input := known(asked.Input, inputType)
	expected := known(asked.Expected, outputType)
	output, err := send(method, given(input, inputType))
	answer = members{"input": input, "expected": expected, "errors": errorNames[asked.Service]}
	switch {
	case err == nil:
		told, _ := told(output, expected).(members)
		delete(told, "ResultMetadata")
		answer["output"] = told
	default:
		code, message := codeOf(err)
		if code == "" {
			answer["failure"] = err.Error()
		} else {
			answer["error"] = members{"Code": code, "Message": message}
		}
	}
	return answer
}

// The method of an operation, and the types of what it takes and gives; none where it answers with a stream of events.
func methodOf(asked job) (method reflect.Value, input, output reflect.Type) {
	newClient, ok := clients[asked.Service]
	if !ok {
		return
	}
	found := reflect.ValueOf(newClient(settings(asked.Endpoint))).MethodByName(asked.Operation)
	if !found.IsValid() {
		return
	}
	input, output = found.Type().In(len(before)), found.Type().Out(0)
	if _, streams := output.MethodByName("GetStream"); !streams {
		method = found
	}
	return
}

func send(method, input reflect.Value) (reflect.Value, error) {
	results := method.Call(append(before, input))
	err, _ := results[1].Interface().(error)
	return results[0], err
}

// The field of a member, which Go writes with a capital.
func fieldOf(t reflect.Type, name string) (reflect.StructField, bool) {
	if name == "" {
		return reflect.StructField{}, false
	}
	name = strings.ToUpper(name[:1]) + name[1:]
	for _, each := range []string{name, name + "_"} {
		if field, ok := t.FieldByName(each); ok {
			return field, true
		}
	}
	return reflect.StructField{}, false
}

// The value without what this client is too old to know.
func known(value any, t reflect.Type) any {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch value := value.(type) {
	case []any:
		if t.Kind() != reflect.Slice {
			return value
		}
		list := []any{}
		for _, each := range value {
			list = append(list, known(each, t.Elem()))
		}
		return list
	case members:
		if milliseconds, ok := value["$time"].(float64); ok && t.Kind() == reflect.String {
			return time.UnixMilli(int64(milliseconds)).UTC().Format(http.TimeFormat)
		}
		kept := members{}
		for _, name := range sorted(value) {
			each := value[name]
			switch {
			case t == timeType || t == bytesType || t.Implements(readerType):
				return value
			case t.Kind() == reflect.Map:
				kept[name] = known(each, t.Elem())
			case t.Kind() == reflect.Struct:
				if field, ok := fieldOf(t, name); ok {
					kept[name] = known(each, field.Type)
				}
			case t.Kind() == reflect.Interface:
				// One alone: older models have unions where newer ones have structures.
				if member, ok := unionMember(t, name); ok {
					return members{name: known(each, member.Field(0).Type)}
				}
			}
		}
		return kept
	}
	return value
}

func sorted(value members) []string {
	names := []string{}
	for name := range value {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func given(value any, t reflect.Type) reflect.Value {
	if t.Kind() == reflect.Pointer {
		made := reflect.New(t.Elem())
		made.Elem().Set(given(value, t.Elem()))
		return made
	}
	made := reflect.New(t).Elem()
	switch value := value.(type) {
	case nil:
	case members:
		switch {
		case t == timeType:
			made.Set(reflect.ValueOf(time.UnixMilli(int64(value["$time"].(float64))).UTC()))
		case t == bytesType:
			made.SetBytes(decoded(value))
		case t.Implements(readerType):
			made.Set(reflect.ValueOf(bytes.NewReader(decoded(value))))
		case t.Kind() == reflect.Map:
			made.Set(reflect.MakeMap(t))
			for name, each := range value {
				made.SetMapIndex(reflect.ValueOf(name).Convert(t.Key()), given(each, t.Elem()))
			}
		case t.Kind() == reflect.Interface:
			for name, each := range value {
				member, _ := unionMember(t, name)
				union := reflect.New(member)
				union.Elem().Field(0).Set(given(each, member.Field(0).Type))
				made.Set(union)
			}
		default:
			for name, each := range value {
				field, _ := fieldOf(t, name)
				made.FieldByIndex(field.Index).Set(given(each, field.Type))
			}
		}
	case []any:
		made.Set(reflect.MakeSlice(t, 0, len(value)))
		for _, each := range value {
			made = reflect.Append(made, given(each, t.Elem()))
		}
	default:
		made.Set(reflect.ValueOf(value).Convert(t))
	}
	return made
}

func decoded(value members) []byte {
	data, err := base64.StdEncoding.DecodeString(value["$bytes"].(string))
	if err != nil {
		panic(err)
	}
	return data
}

func encoded(data []byte) members {
	return members{"$bytes": base64.StdEncoding.EncodeToString(data)}
}

// A client's value as data, its members called as they are where they are expected; what is not set is left out.
func told(value reflect.Value, expected any) any {
	for value.Kind() == reflect.Pointer || value.Kind() == reflect.Interface {
		if value.IsNil() {
			return nil
		}
		if reader, ok := value.Interface().(io.Reader); ok {
			data, err := io.ReadAll(reader)
			if err != nil {
				panic(err)
			}
			return encoded(data)
		}
		if name := unionName(value); name != "" {
			hint, name := hintOf(expected, name)
			return members{name: told(value.Elem().Elem().Field(0), hint)}
		}
		value = value.Elem()
	}
	switch {
	case value.Type() == timeType:
		return members{"$time": value.Interface().(time.Time).UnixMilli()}
	case value.Type() == bytesType:
		return encoded(value.Bytes())
	}
	switch value.Kind() {
	case reflect.Slice:
		hints, _ := expected.([]any)
		list := []any{}
		for nth := 0; nth < value.Len(); nth++ {
			var hint any
			if nth < len(hints) {
				hint = hints[nth]
			}
			list = append(list, told(value.Index(nth), hint))
		}
		return list
	case reflect.Map:
		found := members{}
		hints, _ := expected.(members)
		for _, key := range value.MapKeys() {
			found[key.String()] = told(value.MapIndex(key), hints[key.String()])
		}
		return found
	case reflect.Struct:
		found := members{}
		for nth := 0; nth < value.NumField(); nth++ {
			field := value.Type().Field(nth)
			if !field.IsExported() {
				continue
			}
			hint, name := hintOf(expected, strings.TrimSuffix(field.Name, "_"))
			isSet := !value.Field(nth).IsZero() || (hint != nil && value.Field(nth).Kind() != reflect.Pointer)
			if !isSet || (value.Field(nth).Kind() == reflect.Slice && value.Field(nth).IsNil()) {
				continue
			}
			found[name] = told(value.Field(nth), hint)
		}
		return found
	}
	return value.Interface()
}

// What is expected of a field, and what its member is called there.
func hintOf(expected any, field string) (any, string) {
	hints, _ := expected.(members)
	for _, name := range []string{field, strings.ToLower(field[:1]) + field[1:]} {
		if hint, ok := hints[name]; ok {
			return hint, name
		}
	}
	return nil, field
}
