exports.doubled = (value) => {
  const answer = value * 2;
  return answer;
};
